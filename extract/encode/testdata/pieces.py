"""Word pieces by the tokenizers package (0.23), for the tests.

    python pieces.py VOCABULARY < WORDS > PIECES

Each line of WORDS begins with a word as a JSON string; what follows a tab is not read, so that a file of pieces can be
made anew from itself. Each line of PIECES is the word, a tab and its pieces. VOCABULARY has one piece a line, in the
order of the ids; with that of uncased BERT, pieces.txt is what comes out.
"""
import json
import sys

from tokenizers import BertWordPieceTokenizer


def main() -> None:
    with open(sys.argv[1], encoding='utf-8', newline='\n') as file:
        vocabulary = {line.rstrip('\n'): i for i, line in enumerate(file)}
    tokenizer = BertWordPieceTokenizer(vocabulary, clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    tokenizer._tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
    words = [json.loads(line.rstrip('\n').split('\t')[0]) for line in sys.stdin]
    for start in range(0, len(words), 10000):
        batch = words[start:start + 10000]
        for word, found in zip(batch, tokenizer._tokenizer.encode_batch([[w] for w in batch], is_pretokenized=True, add_special_tokens=False)):
            print(json.dumps(word), ' '.join(found.tokens or ['[UNK]']), sep='\t')


main()
