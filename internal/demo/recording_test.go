package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"reflect"
	"regexp"
	"testing"
)

// TestRecording: the picture in README.md is drawn from the recording, which TestDemo compares with a run.
func TestRecording(t *testing.T) {
	t.Parallel()
	want, err := recorded(t).draw()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("recording.svg")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n")), want) {
		t.Error("recording.svg is not the picture of recording.json: run make recording")
	}
	lines, inside, decoder := 0, "", xml.NewDecoder(bytes.NewReader(got))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if inside = token.Name.Local; inside == "text" {
				lines++
			}
		case xml.EndElement:
			if inside != "tspan" {
				inside = ""
			}
		case xml.CharData:
			if n := len([]rune(string(token))); n > width && (inside == "text" || inside == "tspan") {
				t.Errorf("%d characters do not fit: %s", n, token)
			}
		}
	}
	if lines < 30 || lines > 42 {
		t.Errorf("the picture has %d lines", lines)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(readme, []byte("(internal/demo/recording.svg)")) {
		t.Error("README.md does not show the picture")
	}
}

// TestSteady: what differs between runs is not recorded.
func TestSteady(t *testing.T) {
	t.Parallel()
	got := scene{Shown: []string{
		"intercom_ticket.refund: Creation complete after 2s [id=626]", "intercom_ticket.outage: Creation complete after 0s [id=627]", "Apply complete!",
		`Ticket 626 (#33) "Refund for July" in workspace ecahpwf5: it is deleted`,
	}}.steady().Shown
	want := []string{
		"intercom_ticket.outage: Creation complete after 0s [id=626]", "intercom_ticket.refund: Creation complete after 0s [id=627]", "Apply complete!",
		`Ticket 626 (#33) "Checkout is down" in workspace ecahpwf5: it is deleted`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func recorded(t *testing.T) (r recording) {
	t.Helper()
	data, err := os.ReadFile("recording.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// assertRecorded compares a run with the recording. Another minor version of Terraform may word its output differently.
func assertRecorded(t *testing.T, got recording) {
	t.Helper()
	want := recorded(t)
	minor := regexp.MustCompile(`^\d+\.\d+\.`)
	if minor.FindString(got.Terraform) != minor.FindString(want.Terraform) {
		t.Logf("the recording is of Terraform %s, not %s", want.Terraform, got.Terraform)
		return
	}
	for i, s := range want.Scenes {
		if i >= len(got.Scenes) || !reflect.DeepEqual(got.Scenes[i], s) {
			t.Errorf("this run tells step %d differently than recording.json: run make recording\ngot:  %+v\nwant: %+v", i+1, got.Scenes, s)
			return
		}
	}
}
