"""Reads and writes the safetensors layout with nothing but PyTorch, where the safetensors package is not installed.

The order of the tensors, the header's spelling and its padding are those of the format's own writer.
    python3 tests/PyTorch/tensor_file.py data/golden/pytorch.safetensors   # makes the golden file of the tests
"""
import ctypes
import json
import sys

import torch

# In the order of a file: larger items first.
TYPES = {"I64": torch.int64, "F64": torch.float64, "F32": torch.float32, "I32": torch.int32, "BF16": torch.bfloat16,
         "F16": torch.float16, "I16": torch.int16, "I8": torch.int8, "U8": torch.uint8, "BOOL": torch.bool}
NAMES = {kind: name for name, kind in TYPES.items()}


def raw(tensor):
    """The bytes of a tensor, row by row."""
    plain = tensor.detach().cpu().contiguous()
    return ctypes.string_at(plain.data_ptr(), plain.numel() * plain.element_size()) if plain.numel() else b""


def save(path, tensors, metadata=None):
    """Writes tensors by name; metadata is a dict of strings."""
    header, data = {"__metadata__": metadata} if metadata else {}, b""
    for name, tensor in sorted(tensors.items(), key=lambda pair: (list(NAMES).index(pair[1].dtype), pair[0])):
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw(tensor))]}
        data += raw(tensor)
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


def load(path):
    """The tensors by name, and the metadata."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    return {name: tensor(data, entry) for name, entry in header.items()}, metadata


def tensor(data, entry):
    kind, (begin, end) = TYPES[entry["dtype"]], entry["data_offsets"]
    numbers = torch.frombuffer(bytearray(data[begin:end]), dtype=kind) if end > begin else torch.empty(0, dtype=kind)
    return numbers.reshape(entry["shape"])


if __name__ == "__main__":
    network = torch.nn.Sequential()
    network.add_module("conv", torch.nn.Conv2d(3, 4, 3))
    network.add_module("norm", torch.nn.BatchNorm2d(4))
    state = network.state_dict()
    for value in state.values():
        value.copy_(torch.arange(value.numel(), dtype=torch.float32).reshape(value.shape) / 8)
    state["half"] = torch.tensor([1.5, -2], dtype=torch.float16)
    state["brain"] = torch.tensor([[1.5], [float("nan")]], dtype=torch.bfloat16)
    state["mask"] = torch.tensor([True, False, True])
    save(sys.argv[1], state, {"format": "pt"})
    assert all(torch.equal(value.nan_to_num(7), state[name].nan_to_num(7)) for name, value in load(sys.argv[1])[0].items())
