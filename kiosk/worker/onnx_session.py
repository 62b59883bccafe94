"""Loads models into onnxruntime, for the natural voice and for listening."""

from pathlib import Path

import onnxruntime


def onnx_session(model: Path | bytes, threads: int) -> onnxruntime.InferenceSession:
    """A model ready to run. `model`: an .onnx or .ort file, or its content.

    `threads`: how many threads compute; 0 takes all cores. Raises onnxruntime's own errors if the
    model can't be loaded.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # A thread that waits for work must not keep a core busy. The arena would keep the memory for
    # the longest sound so far (110 MB after 120 texts of the voice) and makes nothing faster.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    content = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
