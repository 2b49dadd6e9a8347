"""Executes notebooks with nbclient: execute.py OUT FOLDER NOTEBOOK... runs them in FOLDER and writes the executed copies into OUT."""
import os
import sys

import nbformat
from nbclient import NotebookClient

for path in sys.argv[3:]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name=".net-csharp", timeout=300, resources={"metadata": {"path": sys.argv[2]}}).execute()
    nbformat.write(notebook, os.path.join(sys.argv[1], os.path.basename(path)))
