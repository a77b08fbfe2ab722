package main

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// An age is a flag's value: a time such as 7d or 12h, or 0.
type age time.Duration

const day = 24 * time.Hour

func (a *age) Set(text string) error {
	wrong := errors.New("write a time such as 7d or 12h, or 0")
	value, err := time.ParseDuration(text)
	if days, ok := strings.CutSuffix(text, "d"); ok {
		var n uint64
		n, err = strconv.ParseUint(days, 10, 16) // 65,535 days are a time that a Duration can hold
		value = time.Duration(n) * day
	}
	if err != nil || value < 0 {
		return wrong
	}
	*a = age(value)
	return nil
}

func (a *age) String() string {
	value := time.Duration(*a)
	if value > 0 && value%day == 0 {
		return strconv.Itoa(int(value/day)) + "d"
	}
	return value.String()
}

func (*age) Type() string { return "time" }

// A share is a flag's value: 0 to 1, or such as 20%.
type share float64

func (s *share) Set(text string) error {
	number, percent := strings.CutSuffix(text, "%")
	value, err := strconv.ParseFloat(number, 64)
	if percent {
		value /= 100
	}
	if err != nil || !(value >= 0 && value <= 1) {
		return errors.New("write a share such as 20% or 0.2")
	}
	*s = share(value)
	return nil
}

func (s *share) String() string {
	return strconv.FormatFloat(100*float64(*s), 'g', 6, 64) + "%"
}

func (*share) Type() string { return "share" }
