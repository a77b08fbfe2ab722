package site

import "time"

// A Statement is what the municipality tells of the portal's accessibility, as 13 § of lag (2018:1937) asks for.
// Whose it is and what it is about stand in Config.
type Statement struct {
	Conformance  Conformance
	Standard     string    // that the portal is held against; "" for none named
	Assessed     time.Time // when the portal was last looked at
	Updated      time.Time // when the statement was last changed
	Method       Method
	Tests        string // what was done, in words; may be ""
	Deficiencies []*Deficiency
	Report       Report
}

// Conformance is how well a portal does what the law asks for.
type Conformance string

// The degrees of conformance that the law knows.
const (
	Full    Conformance = "full"
	Partial Conformance = "partial"
	None    Conformance = "none"
)

// Method is who has looked at a portal.
type Method string

// The methods that a statement may tell of.
const (
	SelfAssessed Method = "self"
	External     Method = "external"
)

// A Deficiency is something that not everybody can use.
type Deficiency struct {
	What    string
	Why     Reason
	Because string    // the reason in words; never "" for a burden
	Until   time.Time // by when it will be mended, or zero; only of what goes against the law
	Instead string    // how to get hold of it meanwhile, or ""
}

// Reason is why a deficiency is there.
type Reason string

// The reasons that the law tells apart.
const (
	Noncompliance Reason = "noncompliance" // it goes against the law
	Burden        Reason = "burden"        // mending it would be an unreasonable burden, 12 §
	Exempt        Reason = "exempt"        // the law does not ask for it, 9 §
)

// A Report is where readers report what they cannot use. At least one of its texts is given.
type Report struct{ Email, Phone, URL string }

// Of returns the deficiencies that are there for one reason.
func (s *Statement) Of(why Reason) []*Deficiency {
	var list []*Deficiency
	for _, d := range s.Deficiencies {
		if d.Why == why {
			list = append(list, d)
		}
	}
	return list
}
