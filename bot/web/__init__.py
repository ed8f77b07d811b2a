"""The web page: the only folder that knows gradio."""
