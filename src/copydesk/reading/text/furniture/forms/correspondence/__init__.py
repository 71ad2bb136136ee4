"""Mails, memos and letters to a paper: what stands around the words that somebody wrote to others."""
