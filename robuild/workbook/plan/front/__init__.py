"""What a director reads first: summary, start panel, charts, the fifteen recommendations."""
