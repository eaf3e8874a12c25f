package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"strings"
)

//go:embed assets/page.html assets/page.css assets/*.js assets/vendor/*.js assets/vendor/*.LICENSE
var assets embed.FS

// scripts are the files of each script of the page, in the order in which they
// run.
var scripts = [][]string{
	{"vendor/d3.min.js"},
	{"vendor/plot.min.js"},
	{"vendor/fflate.min.js"},
	{"load.js", "state.js", "chart.js", "article.js", "list.js", "main.js"},
}

// libraries are those whose licences the page must carry.
var libraries = []string{"d3", "plot", "fflate"}

func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // a name that is not embedded
	}
	return string(text)
}

// element wraps a script or a style. Between its tags stands what policy takes
// the hash of, byte for byte.
func element(tag, text string) template.HTML {
	return template.HTML("<" + tag + ">" + text + "</" + tag + ">")
}

// programs joins the files of each script. Our own share a scope that nothing
// else sees.
func programs() []string {
	var list []string
	for _, files := range scripts {
		var b strings.Builder
		for _, name := range files {
			b.WriteString(asset(name))
			b.WriteByte('\n')
		}
		list = append(list, b.String())
	}
	last := len(list) - 1
	list[last] = "(() => {\n\"use strict\";\n" + list[last] + "})();\n"
	return list
}

// policy lets run the scripts with these texts and no other, and load nothing
// from anywhere. Markup cannot be made of text either.
func policy(programs []string, style string) string {
	rules := "default-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; script-src"
	for _, p := range programs {
		rules += " " + hash(p)
	}
	return rules + "; style-src " + hash(style)
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
