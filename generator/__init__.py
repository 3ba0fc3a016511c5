"""Gongshi (公示): records of a residential community in, a reconciled public site out."""
