"""Values and pure text functions: no files, no SQL, no window."""
