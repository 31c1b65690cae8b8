"""Our own small set of SVG marks, and the charts made of them."""
