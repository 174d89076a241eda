"""Tests: architecture, unit (Qt-free, mirrors the source), qt, end2end, benchmarks."""
