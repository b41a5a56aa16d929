"""The project file: all SQL, and nothing else."""
