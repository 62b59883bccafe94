"""The engines that speak, each in a process of its own."""
