"""The benchmark: what each page costs the server, in units of a bare page (``reference.py``)."""
