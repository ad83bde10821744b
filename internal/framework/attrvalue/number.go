package attrvalue

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxDigits limits the length of a number and how far its exponent moves the point. Realistic numbers are shorter.
const maxDigits = 64

var numberSyntax = regexp.MustCompile(`^[+-]?[0-9]+(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$`)

// number reads a decimal number exactly and returns the one spelling that is sent for all spellings: "+012.50" becomes
// 12.5, and "1e3" becomes 1000.
func number(s string) (value *big.Rat, canonical string, ok bool) {
	if len(s) > maxDigits {
		return nil, "", false
	}
	parts := numberSyntax.FindStringSubmatch(s)
	if parts == nil {
		return nil, "", false
	}
	exponent := 0
	if parts[2] != "" {
		var err error
		if exponent, err = strconv.Atoi(parts[2]); err != nil || exponent > maxDigits || exponent < -maxDigits {
			return nil, "", false
		}
	}
	if value, ok = new(big.Rat).SetString(s); !ok {
		return nil, "", false
	}
	decimals := len(parts[1]) - exponent
	if decimals <= 0 {
		return value, value.Num().String(), true
	}
	canonical = strings.TrimSuffix(strings.TrimRight(value.FloatString(decimals), "0"), ".")
	if value.Sign() == 0 {
		canonical = "0"
	}
	return value, canonical, true
}

// canonicalNumber returns a number's canonical text, or s if it is not a number.
func canonicalNumber(s string) string {
	if _, canonical, ok := number(s); ok {
		return canonical
	}
	return s
}

func sameNumber(x, y string) bool {
	a, _, okA := number(x)
	b, _, okB := number(y)
	return okA && okB && a.Cmp(b) == 0
}

// instant reads RFC 3339, even with an offset without a colon, or Unix seconds. Intercom stores whole seconds, so fractions
// are ignored.
func instant(s string) (seconds int64, ok bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700"} {
		if at, err := time.Parse(layout, s); err == nil {
			return at.Unix(), true
		}
	}
	return 0, false
}

func sameInstant(x, y string) bool {
	a, okA := instant(x)
	b, okB := instant(y)
	return okA && okB && a == b
}

// writtenAsInstant reports whether the text can only be a time. A number of seconds could be a number, too.
func writtenAsInstant(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// instantText writes Unix seconds as RFC 3339, which ends with the year 9999.
func instantText(seconds int64) (string, bool) {
	at := time.Unix(seconds, 0).UTC()
	if at.Year() < 0 || at.Year() > 9999 {
		return "", false
	}
	return at.Format(time.RFC3339), true
}
