"""What the model is told, as Markdown with front matter."""
