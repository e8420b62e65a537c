// One constant a file, as the directory has them; a test compares the two.
