"""Which reports are of one happening: places, acts, figures, time and words as evidence, and the stories
that follow.
"""
