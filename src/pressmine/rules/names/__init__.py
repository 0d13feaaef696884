"""What organisations, persons and places share: the words of a document, candidates, votes, the model's evidence."""
