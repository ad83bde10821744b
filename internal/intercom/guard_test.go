package intercom_test

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom"
)

const meBody = `{"type":"admin","id":"1","app":{"id_code":"ecahpwf5","name":"Acme"}}`

// meAnswers returns a client whose calls are counted and all get one status and body.
func meAnswers(t *testing.T, cfg intercom.Config, status int, body string) (*intercom.Unguarded, *atomic.Int64) {
	t.Helper()
	requests := new(atomic.Int64)
	cfg.HTTPClient = &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
		requests.Add(1)
		return respond(req, status, body), nil
	})}
	return newClient(t, cfg), requests
}

func TestOnlyAPositiveAnswerConfirmsTheWorkspace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
	}{
		"no scope":            {403, `{"type":"error.list","errors":[{"code":"forbidden","message":"No"}]}`},
		"no such method":      {404, `{"type":"error.list","errors":[{"code":"not_found","message":"No"}]}`},
		"server error":        {500, ""},
		"redirect":            {302, ""},
		"HTML":                {200, "<html>Welcome</html>"},
		"accepted":            {202, meBody},
		"created":             {201, meBody},
		"no app":              {200, `{"type":"admin","id":"1"}`},
		"null app":            {200, `{"type":"admin","id":"1","app":null}`},
		"empty id":            {200, `{"type":"admin","id":"1","app":{"id_code":""}}`},
		"another kind":        {200, `{"type":"contact","id":"1","app":{"id_code":"ecahpwf5"}}`},
		"another case":        {200, `{"type":"admin","id":"1","app":{"ID_Code":"ecahpwf5"}}`},
		"an error under 200":  {200, `{"type":"error.list","errors":[{"code":"x"}],"app":{"id_code":"ecahpwf5"}}`},
		"a list of workspace": {200, `[{"app":{"id_code":"ecahpwf5"}}]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := meAnswers(t, intercom.Config{Clock: &clock{}}, c.status, c.body)
			var unconfirmed *intercom.UnconfirmedWorkspaceError
			if _, err := client.Client.Workspace(t.Context()); !errors.As(err, &unconfirmed) {
				t.Errorf("Workspace: %v", err)
			}
			w, err := client.Writer(t.Context(), "ecahpwf5")
			if !errors.As(err, &unconfirmed) || w != (intercom.Writer{}) {
				t.Errorf("Writer: %v, %v", w, err)
			}
			r, err := client.Client.Reader(t.Context(), "ecahpwf5")
			if !errors.As(err, &unconfirmed) || r != (intercom.Reader{}) {
				t.Errorf("Reader: %v, %v", r, err)
			}
			if intercom.MayHaveHappened(err) && intercom.IsRefusal(err) {
				t.Errorf("the class of %v", err)
			}
			assertPresentable(t, err)
		})
	}
}

func TestTheGuardComparesWorkspaces(t *testing.T) {
	t.Parallel()
	mismatch := func(pinned bool, expected string) error {
		return &intercom.WorkspaceMismatchError{Token: "ecahpwf5", Expected: expected, Pinned: pinned}
	}
	for name, c := range map[string]struct {
		pin, expected string
		want          error
		fails         bool
	}{
		"the same":                 {"", "ecahpwf5", nil, false},
		"the same, pinned":         {"ecahpwf5", "ecahpwf5", nil, false},
		"another":                  {"", "other", mismatch(false, "other"), true},
		"another case":             {"", "ECAHPWF5", mismatch(false, "ECAHPWF5"), true},
		"the pinned one is other":  {"other", "ecahpwf5", mismatch(true, "other"), true},
		"the pinned one is wanted": {"other", "other", mismatch(true, "other"), true},
		"empty":                    {"", "", nil, true},
		"empty, pinned":            {"ecahpwf5", "", nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := meAnswers(t, intercom.Config{WorkspaceID: c.pin}, 200, meBody)
			w, err := client.Writer(t.Context(), c.expected)
			r, readErr := client.Client.Reader(t.Context(), c.expected)
			if (err != nil) != c.fails || (readErr != nil) != c.fails {
				t.Fatalf("Writer: %v, Reader: %v", err, readErr)
			}
			if c.want != nil {
				var got *intercom.WorkspaceMismatchError
				if !errors.As(err, &got) || !reflect.DeepEqual(error(got), c.want) {
					t.Errorf("%#v", err)
				}
			}
			if !c.fails && (w.Workspace().ID != "ecahpwf5" || w.Reader != r) {
				t.Errorf("%+v", w)
			}
			if c.fails && (w != (intercom.Writer{}) || r != (intercom.Reader{})) {
				t.Errorf("an error with %+v, %+v", w, r)
			}
		})
	}
}

func TestPinnedReaderAsksOnlyIfAWorkspaceIsPinned(t *testing.T) {
	t.Parallel()
	for pin, want := range map[string]struct {
		requests int64
		fails    bool
	}{"": {0, false}, "ecahpwf5": {1, false}, "other": {1, true}} {
		client, requests := meAnswers(t, intercom.Config{WorkspaceID: pin}, 200, meBody)
		r, err := client.PinnedReader(t.Context())
		if requests.Load() != want.requests || (err != nil) != want.fails || (r == (intercom.Reader{})) != want.fails {
			t.Errorf("pinned %q: %d requests, %v", pin, requests.Load(), err)
		}
	}
}

// TestCallsOfAnUnconfirmedWriterFail checks every call, and that none panics.
func TestCallsOfAnUnconfirmedWriterFail(t *testing.T) {
	t.Parallel()
	client, _ := sent(t, intercom.Config{}, meBody)
	reader, err := client.PinnedReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	assertCallsFail(t, reflect.ValueOf(intercom.Reader{}), nil)
	assertCallsFail(t, reflect.ValueOf(intercom.Writer{}), nil)
	// A Reader cannot be turned into a Writer.
	assertCallsFail(t, reflect.ValueOf(intercom.Writer{Reader: reader}), reflect.TypeOf(reader))
}

func assertCallsFail(t *testing.T, caller reflect.Value, except reflect.Type) {
	t.Helper()
	failed := 0
	for method, value := range caller.Methods() {
		if except != nil {
			if _, reads := except.MethodByName(method.Name); reads {
				continue
			}
		}
		in := value.Type()
		if in.NumIn() == 0 {
			value.Call(nil)
			continue
		}
		err := callError(t, value)
		if err == nil {
			t.Errorf("%s.%s does not fail", caller.Type(), method.Name)
		}
		if intercom.MayHaveHappened(err) {
			t.Errorf("%s.%s may have happened: %v", caller.Type(), method.Name, err)
		}
		failed++
	}
	if failed == 0 {
		t.Errorf("%s has no calls", caller.Type())
	}
}

// callError makes a call with an ID for every string and returns the error, or the first error of an iterator.
func callError(t *testing.T, method reflect.Value) error {
	t.Helper()
	in := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := 1; i < method.Type().NumIn(); i++ {
		arg := reflect.New(method.Type().In(i)).Elem()
		switch arg.Kind() {
		case reflect.String:
			arg.SetString("7")
		case reflect.Slice:
			arg.Set(reflect.ValueOf([]string{"7"}))
		case reflect.Struct:
			if id := arg.FieldByName("CompanyID"); id.IsValid() && id.Kind() == reflect.String {
				id.SetString("7")
			}
		default:
		}
		in = append(in, arg)
	}
	out := method.Call(in)
	last := out[len(out)-1]
	if err, ok := reflect.TypeAssert[error](last); ok {
		return err
	}
	if last.Type().CanSeq2() {
		for _, err := range last.Seq2() {
			err, _ := reflect.TypeAssert[error](err)
			return err
		}
	}
	return nil
}

// TestTheWorkspaceIsAskedForOnce: concurrent callers share one request, and do not each repeat a failure.
func TestTheWorkspaceIsAskedForOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		// later is the number of requests after the stored failure has expired.
		first, later int64
		fails        bool
	}{
		"confirmed":    {200, meBody, 1, 1, false},
		"unauthorized": {401, `{"type":"error.list","errors":[{"code":"unauthorized"}]}`, 1, 1, true},
		"forbidden":    {403, `{"type":"error.list","errors":[{"code":"forbidden"}]}`, 1, 1, true},
		// A firewall that refuses one request says nothing about the token.
		"a gateway's 401": {401, "", 1, 2, true},
		"a gateway's 403": {403, "<html>Request blocked</html>", 1, 2, true},
		"not found":       {404, "", 1, 2, true},
		"redirect":        {302, "", 1, 2, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var requests atomic.Int64
				client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
					requests.Add(1)
					wait(time.Second)
					return respond(req, c.status, c.body), nil
				})}})
				ask := func() {
					if _, err := client.Client.Workspace(t.Context()); (err != nil) != c.fails {
						t.Error(err)
					}
				}
				var all sync.WaitGroup
				for range 20 {
					all.Go(ask)
				}
				all.Wait()
				wait(29 * time.Second)
				ask()
				if got := requests.Load(); got != c.first {
					t.Errorf("%d requests at first", got)
				}
				wait(2 * time.Second)
				ask()
				if got := requests.Load(); got != c.later {
					t.Errorf("%d requests later", got)
				}
			})
		})
	}
}

// TestAStoppedCallerTellsNothingOfTheWorkspace: callers that waited for a stopped caller's request make their own.
func TestAStoppedCallerTellsNothingOfTheWorkspace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var requests atomic.Int64
		client := newClient(t, intercom.Config{HTTPClient: &http.Client{Transport: answers(func(req *http.Request) (*http.Response, error) {
			requests.Add(1)
			select {
			case <-time.After(10 * time.Second):
				return respond(req, 200, meBody), nil
			case <-req.Context().Done():
				return nil, req.Context().Err()
			}
		})}})
		cause := errors.New("the user pressed Ctrl-C")
		stopped, stop := context.WithCancelCause(t.Context())
		short, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		var all sync.WaitGroup
		all.Go(func() {
			if _, err := client.Client.Workspace(stopped); !errors.Is(err, cause) {
				t.Errorf("the stopped one: %v", err)
			}
		})
		synctest.Wait()
		all.Go(func() {
			if _, err := client.Client.Workspace(short); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("one who waits too long: %v", err)
			}
		})
		all.Go(func() {
			if w, err := client.Client.Workspace(t.Context()); err != nil || w.ID != "ecahpwf5" {
				t.Errorf("one who waits: %v, %v", w, err)
			}
		})
		wait(time.Second)
		stop(cause)
		all.Wait()
		if requests.Load() > 3 || requests.Load() < 2 {
			t.Errorf("%d requests", requests.Load())
		}
	})
}
