package write

import (
	"errors"
	"io/fs"
	"os"
	"strings"
)

// makeRecipe tells all that variants depend on besides their files. A folder whose variants
// were made by another one gets all of them anew, so that it holds what a run into an
// empty folder would give.
func (r *run) makeRecipe() string {
	var b strings.Builder
	for k, v := range r.opt.Variants {
		b.WriteString(v.Ending + ": " + v.Recipe + "\n")
		for i := range r.paths {
			// A manifest does not tell such a file from a variant.
			if name := r.variantName(i, k); r.taken[fold(name)] {
				b.WriteString("without " + name + "\n")
			}
		}
	}
	return b.String()
}

// readRecipe returns the recipe by which the variants in the folder were made; "" if
// there are none, or if a run that changed the recipe was cut off.
func (f *folder) readRecipe() (string, error) {
	data, err := os.ReadFile(f.meta("recipe"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", failure("read", f.meta("recipe"), err)
	}
	return string(data), nil
}

func (f *folder) forgetRecipe() error {
	err := os.Remove(f.meta("recipe"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return failure("remove", f.meta("recipe"), err)
	}
	return nil
}

// writeRecipe is called where there is no recipe, when all variants have been placed.
func (f *folder) writeRecipe(text string) error {
	if text == "" {
		return nil
	}
	if err := writeSynced(f.meta("recipe"), []byte(text)); err != nil {
		return failure("write", f.meta("recipe"), err)
	}
	return nil
}
