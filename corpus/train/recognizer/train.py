#!/usr/bin/env python3
"""Trains the recogniser's network on rendered lines.

usage: train.py MODEL LINES OUT LINES_TO_TRAIN_ON [LEARNING_RATE]
MODEL: the unpacked float model to start from (MODEL.lstm, MODEL.lstm-unicharset, MODEL.lstm-recoder). LINES: a folder of
.lstmf files, looked through again as it grows. Writes OUT/average.lstm every few minutes and at the end: the running mean of
the weights, which reads better than the weights of any one moment. One core. Debian: python3-torch libopenblas0-serial.
"""

import copy
import math
import pathlib
import random
import sys
import time

import numpy
import torch
from torch.nn import functional

import alphabet
import line_pictures
import network

BATCH_WIDTH_PX = 8000  # of all its lines together
WIDEST_PX = 2600
AT_ONCE = 1500  # lines sorted by width together, so that a batch's are nearly as wide as each other
SAVE_EVERY_S = 300


class Lines:
    def __init__(self, folder, letters, height):
        self.folder, self.letters, self.height = folder, letters, height
        self.read, self.fresh, self.used = set(), [], []

    def look_again(self):
        for path in sorted(self.folder.glob("*.lstmf")):
            if path in self.read or len(self.fresh) > 4 * AT_ONCE:
                continue
            self.read.add(path)
            for png, text in line_pictures.read_lstmf(path):
                codes = self.letters.encode(text)
                grey = line_pictures.scaled(png, self.height)
                repeats = sum(a == b for a, b in zip(codes or [], (codes or [])[1:]))
                if codes and grey.shape[1] <= WIDEST_PX and len(codes) + repeats < grey.shape[1] // 3:
                    self.fresh.append((grey, codes))
            random.shuffle(self.fresh)

    def batches(self):
        """For each batch its pictures and codes; new lines come first."""
        self.look_again()
        chosen, self.fresh = self.fresh[:AT_ONCE], self.fresh[AT_ONCE:]
        if len(chosen) < AT_ONCE and self.used:
            chosen += random.sample(self.used, min(len(self.used), AT_ONCE - len(chosen)))
        else:
            self.used += chosen
        chosen.sort(key=lambda line: line[0].shape[1] + random.uniform(0, 8))
        batches, batch = [], []
        for line in chosen:
            if batch and line[0].shape[1] * (len(batch) + 1) > BATCH_WIDTH_PX:
                batches.append(batch)
                batch = []
            batch.append(line)
        batches.append(batch)
        random.shuffle(batches)
        return batches


def varied(grey):
    """The same line a little otherwise: stretched, lighter or darker, grainier."""
    picture = line_pictures.normalised(grey)
    if random.random() < 0.5:
        width = picture.shape[1]
        places = numpy.linspace(0, width - 1, max(12, int(width * random.uniform(0.9, 1.1))))
        left = numpy.minimum(places.astype(numpy.int32), width - 2)
        share = (places - left).astype(numpy.float32)
        picture = picture[:, left] * (1 - share) + picture[:, left + 1] * share
    if random.random() < 0.3:
        picture = picture * random.uniform(0.7, 1.2) + random.uniform(-0.15, 0.15)
    if random.random() < 0.3:
        picture = picture + numpy.random.standard_normal(picture.shape).astype(numpy.float32) * random.uniform(0.02, 0.15)
    if random.random() < 0.3:
        picture = numpy.roll(picture, random.choice([-2, -1, 1, 2]), 0)
    return numpy.clip(picture, -1, 1)


def tensors(batch):
    pictures = [varied(grey) for grey, _ in batch]
    width = max(picture.shape[1] for picture in pictures)
    stack = torch.ones(len(batch), 1, batch[0][0].shape[0], width)
    for place, picture in zip(stack, pictures):
        place[0, :, :picture.shape[1]] = torch.from_numpy(picture)
    codes = [code for _, line in batch for code in line]
    return stack, torch.tensor(codes), torch.tensor([len(line) for _, line in batch])


def save(average, file, path):
    average.store(file)
    path.with_suffix(".tmp").write_bytes(bytes(file.data))
    path.with_suffix(".tmp").rename(path)


def main():
    model, folder, out, budget = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]), int(sys.argv[4])
    highest_rate = float(sys.argv[5]) if len(sys.argv) > 5 else 6e-4
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    out.mkdir(parents=True, exist_ok=True)
    file = network.LstmFile(model.with_suffix(".lstm").read_bytes())
    letters = alphabet.Alphabet(model.with_suffix(".lstm-unicharset"), model.with_suffix(".lstm-recoder"))
    net = network.Network(file)
    average = copy.deepcopy(net)
    learner = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=1e-5, weight_decay=1e-3)
    lines = Lines(folder, letters, file.height)
    start = last_save = time.monotonic()
    step, seen, recent = 0, 0, []
    while seen < budget:
        for batch in lines.batches():
            done = min(1.0, seen / budget)
            rate = highest_rate * min(1, (step + 1) / 100) * max(0.03, 0.5 * (1 + math.cos(math.pi * done)))
            for group in learner.param_groups:
                group["lr"] = rate
            pictures, codes, lengths = tensors(batch)
            scores = functional.log_softmax(net(pictures), 2)
            steps = torch.full((len(batch),), scores.shape[0], dtype=torch.long)
            loss = functional.ctc_loss(scores, codes, steps, lengths, file.null_code, reduction="sum", zero_infinity=True) / len(codes)
            learner.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            learner.step()
            step, seen = step + 1, seen + len(batch)
            with torch.no_grad():
                keep = min(0.998, step / (step + 10))
                for mean, value in zip(average.parameters(), net.parameters()):
                    mean.mul_(keep).add_(value, alpha=1 - keep)
            recent = recent[-199:] + [loss.item()]
            if step % 50 == 0:
                print(f"{(time.monotonic() - start) / 60:6.1f} min, step {step}, {seen} lines of {len(lines.used) + len(lines.fresh)}, rate {rate:.6f}, "
                      f"loss {numpy.mean(recent):.4f}, median {numpy.median(recent):.4f}", flush=True)
            if time.monotonic() - last_save > SAVE_EVERY_S or seen >= budget:
                save(average, file, out / "average.lstm")
                last_save = time.monotonic()
            if seen >= budget:
                break


if __name__ == "__main__":
    main()
