package build

import (
	"bytes"

	"vagvisare/cmd/vagvisare/internal/asset"
	"vagvisare/cmd/vagvisare/internal/brand"
	"vagvisare/cmd/vagvisare/internal/diag"
	"vagvisare/cmd/vagvisare/internal/site"
)

const (
	coloursFile = "css/colours.css"
	logoFile    = "images/logo.svg"
)

// branded returns the assets in the municipality's own colour: what is made of it takes the place of the file of colours, and the
// portal's own logo is drawn in it.
func branded(assets *asset.Assets, own site.Brand) (*asset.Assets, []diag.Problem) {
	if own.Colour == "" {
		return assets, nil
	}
	palette := brand.For(own.Colour)
	coloured, err := assets.With(coloursFile, palette.StyleSheet())
	if logo := assets.Data(logoFile); err == nil && logo != nil {
		coloured, err = coloured.With(logoFile, bytes.ReplaceAll(logo, []byte(brand.Default), []byte(palette.Brand.String())))
	}
	if err != nil {
		return assets, []diag.Problem{{File: "assets", Code: diag.BadAsset, Args: []any{err}}}
	}
	return coloured, nil
}
