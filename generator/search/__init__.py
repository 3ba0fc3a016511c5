"""Search without a server: what a reader sees on each page, put into small files that a browser asks for by key.

`text` takes the words from a page, `folding` makes what is alike equal, `keys` says by what a page is found, `part`
is one community's share of the index, `index` puts the parts together. `docs/assets/search.js` reads the files.
"""
