"""Turns a folder of YAML and Markdown into a searchable, interlinked, static decision-tree knowledge base."""
