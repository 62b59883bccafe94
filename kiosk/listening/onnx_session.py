"""A model that onnxruntime runs on this machine's processor."""

from pathlib import Path

import onnxruntime


def onnx_session(file: Path, threads: int) -> onnxruntime.InferenceSession:
    """The model in an .onnx or .ort file, ready. Raises RuntimeError where it can't be loaded."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that wait for work must not keep a core busy; memory for one long sound isn't kept.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
