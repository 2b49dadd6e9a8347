"""Answers requests to code images with a reference codec over stdin and stdout, timed inside this process on one thread.

usage: peer_driver.py MODULE.py MODEL.npz

MODULE.py must have Codec(model) with encode(image, d) and decode(data), images being uint8 arrays [rows, columns, 3], RGB.
Request: a line of JSON with codec ("reference" or "webp"), d, rows, columns, repeats; then rows * columns * 3 bytes of pixels.
Answer: a line of JSON with bytes, encode and decode (seconds of each repeat), or with error.
The first line of output, before any request, names the codecs that can be asked for.
"""
import importlib.util
import json
import sys
import time

import numpy as np

try:
    import cv2
    cv2.setNumThreads(1)
except ImportError:
    cv2 = None

answers, sys.stdout = sys.stdout, sys.stderr          # whatever the module prints stays out of the answers


def load(path):
    spec = importlib.util.spec_from_file_location("peer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def webp_encode(bgr, d):
    return cv2.imencode(".webp", bgr, [cv2.IMWRITE_WEBP_QUALITY, 1])[1]


def webp_decode(data):
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def run(codec, request, pixels):
    image = np.frombuffer(pixels, np.uint8).reshape(request["rows"], request["columns"], 3)
    if request["codec"] == "webp":                     # OpenCV's order; turned before the clock starts
        encode, decode, image = webp_encode, webp_decode, np.ascontiguousarray(image[:, :, ::-1])
    else:
        encode, decode = codec.encode, codec.decode
    times = {"encode": [], "decode": []}
    for _ in range(request["repeats"]):
        t0 = time.perf_counter()
        data = encode(image, request["d"])
        t1 = time.perf_counter()
        decode(data)
        t2 = time.perf_counter()
        times["encode"].append(t1 - t0)
        times["decode"].append(t2 - t1)
    return {"bytes": len(data), **times}


def answer(value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


def main():
    codec = load(sys.argv[1]).Codec(np.load(sys.argv[2]))
    answer({"codecs": ["reference", "webp"] if cv2 is not None else ["reference"]})
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        pixels = sys.stdin.buffer.read(request["rows"] * request["columns"] * 3)
        try:
            answer(run(codec, request, pixels))
        except Exception as error:                     # the caller decides what to do
            answer({"error": f"{type(error).__name__}: {error}"})


main()
