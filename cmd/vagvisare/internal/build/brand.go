package build

import (
	"bytes"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/render"
	"vagvisare/cmd/vagvisare/internal/site"
)

const (
	coloursFile = "css/colours.css"
	logoFile    = "images/logo.svg"
)

// A branding is the assets in the municipality's own colour.
type branding struct {
	colour string
	assets *asset.Assets
	err    error
}

// in returns the design's assets in the municipality's own colour. They are made again only for another colour, since a
// preview asks for them at each save.
func (d *design) in(own site.Brand) (*asset.Assets, []diag.Problem) {
	if d.branded == nil || d.branded.colour != own.Colour {
		d.branded = &branding{colour: own.Colour}
		d.branded.assets, d.branded.err = branded(d.assets, own.Colour)
	}
	if d.branded.err != nil {
		return d.assets, []diag.Problem{{File: "assets", Code: diag.BadAsset, Args: []any{d.branded.err}}}
	}
	return d.branded.assets, nil
}

// branded returns the assets in a colour: icons are drawn in it, and unless it is the portal's own, what is made of it takes the
// place of the file of colours, and the portal's logo is drawn in it.
func branded(assets *asset.Assets, colour string) (*asset.Assets, error) {
	palette := brand.For(colour)
	if colour != "" {
		var err error
		logo := assets.Data(logoFile)
		assets, err = assets.With(coloursFile, palette.StyleSheet())
		if err == nil && logo != nil {
			assets, err = assets.With(logoFile, bytes.ReplaceAll(logo, []byte(brand.Default), []byte(palette.Brand.String())))
		}
		if err != nil {
			return nil, err
		}
	}
	return render.WithIcons(assets, palette)
}
