"""Reports that a country's forces leave a place abroad, told by who does what in a sentence."""
