package conformance

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

const (
	scrollPath = "/companies/scroll"
	// scrollLife is more than the minute for which an unused scroll stays open.
	scrollLife = 65 * time.Second
	// maxScroll is the number of pages after which a row gives up.
	maxScroll = 20
)

var companyScrollRows = []Row{
	{
		ID: "company-scroll-end", Area: "companies",
		Assumption:  "A scroll over companies ends with an empty page that has no scroll_param.",
		Fake:        "an empty page without scroll_param",
		Consequence: "None: the provider lists companies page by page, without a scroll.",
		Knobs:       []string{"ScrollKeepsParam"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			param, err := l.openScroll(ctx)
			for range maxScroll {
				if err != nil {
					return "", err
				}
				a, err := l.raw(ctx, http.MethodGet, scrollPath+"?scroll_param="+url.QueryEscape(param), nil)
				if err != nil || a.status != http.StatusOK {
					return a.said(), err
				}
				next, companies := l.scrollPage()
				switch {
				case companies == 0 && next == "":
					return "an empty page without scroll_param", nil
				case companies == 0:
					return "an empty page with scroll_param", nil
				case next == "":
					return "a page of companies without scroll_param", nil
				}
				param = next
			}
			return "", skip("the workspace has too many companies")
		},
	},
	{
		ID: "company-scroll-second", Area: "companies",
		Assumption:  "A second scroll is refused while one is open.",
		Fake:        "400 scroll_exists",
		Consequence: "None: the provider lists companies page by page, because a scroll would disturb other programs.",
		Knobs:       []string{"ScrollReplacesOpen"},
		Observe: func(ctx context.Context, l *Lab) (string, error) {
			param, err := l.openScroll(ctx)
			if err != nil {
				return "", err
			}
			second, err := l.raw(ctx, http.MethodGet, scrollPath, nil)
			if err != nil || second.status != http.StatusOK {
				return second.said(), err
			}
			first, err := l.raw(ctx, http.MethodGet, scrollPath+"?scroll_param="+url.QueryEscape(param), nil)
			if err != nil || first.status == http.StatusOK {
				return "accepted, and the first one goes on", err
			}
			return "accepted, and the first one is closed", nil
		},
	},
}

// openScroll begins a scroll over companies with contacts, if necessary after an open one has expired, and returns its
// parameter.
func (l *Lab) openScroll(ctx context.Context) (string, error) {
	if err := firstCompanies(ctx, l); err != nil {
		return "", err
	}
	for try := range 2 {
		if try > 0 {
			if err := sleep(ctx, l.cfg.Clock, scrollLife); err != nil {
				return "", err
			}
		}
		a, err := l.raw(ctx, http.MethodGet, scrollPath, nil)
		if err != nil {
			return "", err
		}
		if param, _ := l.scrollPage(); a.status == http.StatusOK && param != "" {
			return param, nil
		}
	}
	return "", skip("no scroll could be opened: GET %s answered %s", scrollPath, l.last().said())
}

// scrollPage returns the parameter of the last answer, and how many companies it has.
func (l *Lab) scrollPage() (param string, companies int) {
	value, _ := l.member("scroll_param")
	param, _ = value.(string)
	for _, name := range []string{"data", "companies"} {
		if list, shown := l.member(name); shown {
			all, _ := list.([]any)
			companies += len(all)
		}
	}
	return param, companies
}
