"""Executes notebooks with nbclient: execute.py OUT NOTEBOOK... writes the executed copies into OUT."""
import os
import sys

import nbformat
from nbclient import NotebookClient

for path in sys.argv[2:]:
    notebook = nbformat.read(path, as_version=4)
    folder = os.path.dirname(os.path.abspath(path))
    NotebookClient(notebook, kernel_name=".net-csharp", timeout=300, resources={"metadata": {"path": folder}}).execute()
    nbformat.write(notebook, os.path.join(sys.argv[1], os.path.basename(path)))
