package search

import (
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"Kameran på natten":                 "kameran på natten",
		"EU:s och VD:n, app:ar":             "eu och vd app",
		"SoL 2025:400, 3 kap. 2 §":          "sol 2025:400 3 kap 2",
		"3,5 eller 3.5. Slut":               "3.5 eller 3.5 slut",
		"it-stöd":                           "it- stöd",
		"e‑post":                            "e- post",
		"Risk- och":                         "risk och",
		"anna@kommun.se":                    "anna kommun se",
		"https://kommun.se/a_b":             "https kommun se a b",
		"läkemedel":                         "läkemedel",
		"väl\u00adfärds\u00adteknik":        "välfärdsteknik",
		"väl\u200bfärd":                     "välfärd",
		"\ufeffOrd":                         "ord",
		"":                                  "",
		"🙂 §§ -- ::":                        "",
		"مرحبا שלום":                        "مرحبا שלום",
		"ÅÄÖ ÉÜ":                            "åäö éü",
		"a:b 1:a :s":                        "a b 1 a s",
		"kl. 12:30":                         "kl 12:30",
		"1.000.000,50":                      "1.000.000.50",
		"\xff\xfeord\xc3":                   "ord",
		strings.Repeat("a", 100) + " efter": strings.Repeat("a", maxLetters) + " efter",
		"K\u00a0ontakt":                     "k ontakt",
		"İstanbul":                          "istanbul",
	} {
		var got []string
		end := 0
		for _, token := range Tokens(text) {
			word := token.Word
			if token.Hyphen {
				word += "-"
			}
			got = append(got, word)
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Errorf("%q: word %q stands at %d to %d, after %d", text, word, token.Start, token.End, end)
			}
			end = token.End
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q", text, strings.Join(got, " "), want)
		}
	}
}

func TestStopWordsHaveNoStem(t *testing.T) {
	if Stem("och") != "" || Stem("pa") != "" || Stem("larm") == "" {
		t.Errorf("och → %q, pa → %q, larm → %q", Stem("och"), Stem("pa"), Stem("larm"))
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("EU:s it-stöd 3,5\u00ad ä")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, token := range Tokens(text) {
			if token.Start < end || token.End <= token.Start || token.End > len(text) {
				t.Fatalf("word %q stands at %d to %d, after %d", token.Word, token.Start, token.End, end)
			}
			end = token.End
			if again := stemOf(stemOf(token.Word)); again != stemOf(token.Word) {
				t.Fatalf("the stem of %q is %q, and the stem of that %q", token.Word, stemOf(token.Word), again)
			}
		}
	})
}
