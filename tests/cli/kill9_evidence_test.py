"""Sixty of the blows of kill9_evidence.py, spread over everything that writes."""
import unittest

from kill9_evidence import Kill9Evidence  # noqa: F401

if __name__ == '__main__':
    unittest.main()
