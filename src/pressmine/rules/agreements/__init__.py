"""Signature blocks and the nouns of agreement; sentences of agreement are in the rule file `files/accords.yaml`."""
