"""Query strings.

A query is a dict of text to text or list of text. A bare key ("?debug") has
the value None, which is not the same as an empty value ("?q=").
"""

from urllib.parse import quote_plus, unquote_plus


def parse_query(text):
    """Read a query string; a key that repeats collects its values in a list."""
    query = {}
    for part in text.split("&"):
        if not part:
            continue
        key, equals, value = part.partition("=")
        key = unquote_plus(key)
        value = unquote_plus(value) if equals else None
        if key not in query:
            query[key] = value
        elif isinstance(query[key], list):
            query[key].append(value)
        else:
            query[key] = [query[key], value]
    return query


def build_query(query):
    """Write a query string; the inverse of parse_query."""
    parts = []
    for key, values in query.items():
        if not isinstance(values, (list, tuple)):
            values = [values]
        for value in values:
            if value is None:
                parts.append(quote_plus(key))
            else:
                parts.append(f"{quote_plus(key)}={quote_plus(str(value))}")
    return "&".join(parts)
