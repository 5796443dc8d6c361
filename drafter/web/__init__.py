"""The local page and its HTTP API: read a request, call one function, show the value."""
