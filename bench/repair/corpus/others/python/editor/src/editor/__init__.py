"""The text model of an editor: buffer, cursor and undo."""
