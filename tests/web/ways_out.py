"""Addresses that try to lead a person elsewhere after signing in."""

ELSEWHERE = [
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example",
    "\\/evil.example", "/\\/evil.example", "http://evil.example", "https://evil.example",
    "HTTPS://evil.example", "http:evil.example", "https:/evil.example", "https:///evil.example",
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x",
    "file:///etc/passwd", "ftp://evil.example", "//evil.example/%2f..", "/%2f/evil.example",
    "/%5cevil.example", "/%09/evil.example", "/\t/evil.example", "\t//evil.example", "/\n/evil.example",
    "\r\n//evil.example", "/ /evil.example", "//evil。example", "/／evil.example", "／/evil.example",
    "//evil%E3%80%82example", "/․evil.example", "//user@evil.example", "/@evil.example",
    "//user:pass@evil.example", "http://localhost@evil.example", "//localhost.evil.example",
    "/x//evil.example", "/..//evil.example", "/.//evil.example", "/;//evil.example", "?next=//evil.example",
    "evil.example", "./evil", "../evil", "#//evil.example", "/x\x00", "/x\x7f", "/è", "//[::1]",
    "//127.0.0.1:81", "//0x7f.1", "http://[::1]", "mailto:x@evil.example", "//evil.example?x=/enti",
    "//evil.example#/enti", "/\\\\evil.example", "/%00/evil", "",
]  # fmt: skip
