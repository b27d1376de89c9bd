"""Running text, headings and lists: tokens that are damaged wherever they stand."""
