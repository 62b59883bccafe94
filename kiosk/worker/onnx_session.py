"""A model that onnxruntime runs on this machine, for the natural voice and for listening."""

from pathlib import Path

import onnxruntime


def onnx_session(model: Path | bytes, threads: int) -> onnxruntime.InferenceSession:
    """A model, ready: an .onnx or .ort file, or what is in one.

    `threads` of the processor; 0 takes all cores. Raises onnxruntime's own errors where it can't
    be loaded.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that wait for work must not keep a core busy, nor memory for the longest sound so far
    # be kept: 110 MB after 120 texts of the voice, and no slower without.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    content = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
