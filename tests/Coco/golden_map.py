"""Makes the golden file by which tests see that MeanAveragePrecision gives what pycocotools gives.

Seeded pictures with true boxes of three classes and a fourth that is never there, detections that are near, far, doubled and of the wrong class,
scores with many ties, pictures without truth or without detections, and one with more than 100 detections of a class.
    python3 tests/Coco/golden_map.py data/golden/coco-map.json   # pycocotools 2.0 and numpy
"""
import contextlib
import io
import json
import random
import sys

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

CLASSES = 4
SIDES = [(6, 30), (28, 40), (40, 90), (90, 110), (110, 300)]


def draw(chance, grid):
    """A box of any of the sizes, its edges on a grid, so that overlaps and areas meet their limits exactly at times."""
    size = chance.choice(SIDES)
    width, height = (chance.uniform(*size), chance.uniform(*size)) if chance.random() < 0.7 else (32, 32)
    left, top = chance.uniform(0, 512 - width), chance.uniform(0, 512 - height)
    return [round(edge / grid) * grid for edge in (left, top, left + width, top + height)]


def near(chance, box, grid):
    """The box with each edge moved by up to a share of its size."""
    share = chance.choice([0, 0.05, 0.1, 0.2, 0.4])
    width, height = box[2] - box[0], box[3] - box[1]
    left, top, right, bottom = (round((edge + chance.uniform(-share, share) * size) / grid) * grid for edge, size in zip(box, (width, height) * 2))
    return [min(left, right - grid), min(top, bottom - grid), max(right, left + grid), max(bottom, top + grid)]


def picture(chance, grid, truths, extra, step):
    true = [[chance.randrange(CLASSES - 1), *draw(chance, grid)] for _ in range(truths)]
    found = [[kind if chance.random() < 0.85 else chance.randrange(CLASSES), *near(chance, box, grid)]
             for kind, *box in true for _ in range(chance.choice([0, 1, 1, 1, 2, 3]))]
    found += [[chance.randrange(CLASSES), *draw(chance, grid)] for _ in range(extra)]
    chance.shuffle(found)
    return {"truths": true, "found": [[*box, round(chance.random() / step) * step] for box in found]}


def case(name, seed, pictures, grid, step, crowd=0):
    chance = random.Random(seed)
    images = [picture(chance, grid, chance.choice([0, 1, 2, 3, 5, 8]), chance.choice([0, 0, 1, 2, 4]), step) for _ in range(pictures)]
    images += [picture(chance, grid, 6, crowd, step)] if crowd else []
    images.append({"truths": [[0, *draw(chance, grid)]], "found": []})
    return {"name": name, "classes": CLASSES, "images": images, **score(images)}


def coco(boxes_of_images, key):
    annotations = [{"image_id": number, "category_id": kind + 1, "bbox": [left, top, right - left, bottom - top],
                    "area": (right - left) * (bottom - top), "iscrowd": 0, **({"score": rest[0]} if key == "found" else {})}
                   for number, boxes in enumerate(boxes_of_images, 1) for kind, left, top, right, bottom, *rest in (boxes[key])]
    for number, annotation in enumerate(annotations, 1):
        annotation["id"] = number
    return annotations


def score(images):
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {"images": [{"id": number} for number in range(1, len(images) + 1)],
                         "categories": [{"id": kind + 1, "name": str(kind)} for kind in range(CLASSES)], "annotations": coco(images, "truths")}
        truth.createIndex()
        evaluation = COCOeval(truth, truth.loadRes(coco(images, "found")), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    precision = evaluation.eval["precision"]  # [T, R, K, A, M]
    return {"stats": evaluation.stats.tolist(),
            "classAP": [float(precision[:, :, kind, 0, 2].mean()) for kind in range(CLASSES)],
            "curve50": [precision[0, :, kind, 0, 2].tolist() for kind in range(CLASSES)]}


if __name__ == "__main__":
    cases = [case("quarter pixels, tied scores", 1, 40, 0.25, 1 / 16), case("whole pixels, all scores tied", 2, 12, 1, 1),
             case("any place, any score", 3, 25, 1e-6, 1e-9), case("more than 100 detections in a picture", 4, 6, 1, 1 / 64, crowd=500)]
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(cases, file, separators=(",", ":"))
        file.write("\n")
    for made in cases:
        print(made["name"], [round(value, 4) for value in made["stats"]])
