"""The container of docs/formats/model.md: writes it, reads it, and says what is wrong with a damaged one."""
import hashlib
import json
import pathlib
import struct

import numpy as np

MAGIC, VERSION, ALIGN = b"STEMMA-MODEL", 1, 64
TYPES = {"i8": np.int8, "u16": np.uint16, "u32": np.uint32, "u64": np.uint64, "f32": np.float32}
KINDS = {np.dtype(v): k for k, v in TYPES.items()}


class Broken(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Broken(message)


def read(data):
    """(header, {name: array}) of the bytes of a file."""
    need(data[:12] == MAGIC, "not a model file: it does not begin with STEMMA-MODEL")
    need(len(data) >= 64, "cut short inside the first 64 bytes")
    version, size, header_size = struct.unpack_from("<IQQ", data, 12)
    need(version == VERSION, f"version {version}; this reader knows version {VERSION}")
    need(size == len(data), f"{len(data)} bytes instead of {size}")
    need(hashlib.sha256(data[:32] + data[64:]).digest() == data[32:64], "the check sum does not fit: the file is damaged")
    need(header_size <= size - 64, "the header is longer than the file")
    header = json.loads(data[64:64 + header_size])
    first = 64 + -(-header_size // 64) * 64
    arrays, end = {}, 0
    for t in header["tensors"]:
        kind = np.dtype(TYPES[t["type"]])
        count = int(np.prod(t["shape"]))
        need(t["offset"] % ALIGN == 0 and t["offset"] >= end and t["size"] == count * kind.itemsize
             and first + t["offset"] + t["size"] <= size, f"tensor {t['name']} does not lie where it should")
        end = t["offset"] + t["size"]
        arrays[t["name"]] = np.frombuffer(data, kind, count, first + t["offset"]).reshape(t["shape"])
    return header, arrays


def write(path, header, tensors):
    """tensors: list of (name, array). Returns the size in bytes."""
    listed, offset = [], 0
    for name, array in tensors:
        array = np.ascontiguousarray(array)
        listed.append({"name": name, "type": KINDS[array.dtype], "shape": list(array.shape), "offset": offset, "size": array.nbytes})
        offset += -(-array.nbytes // ALIGN) * ALIGN
    text = json.dumps({**header, "tensors": listed}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    body = text + bytes(-len(text) % ALIGN)
    for _, array in tensors:
        raw = np.ascontiguousarray(array).tobytes()
        body += raw + bytes(-len(raw) % ALIGN)
    start = MAGIC + struct.pack("<IQQ", VERSION, 64 + len(body), len(text))
    pathlib.Path(path).write_bytes(start + hashlib.sha256(start + body).digest() + body)
    return 64 + len(body)
