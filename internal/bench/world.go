package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/intercom/intercomtest"
)

// window is the length of a window of Intercom's rate limit.
const window = 10 * time.Second

// unlimited is a rate limit that is never reached.
const unlimited = 1_000_000

// world is a fake Intercom that listens and counts the connections that are opened to it.
type world struct {
	fake   *intercomtest.Server
	server *http.Server
	opened atomic.Int64
}

func newWorld(ctx context.Context, latency time.Duration) (*world, error) {
	w := &world{fake: intercomtest.NewServer(intercomtest.WithRateLimit(unlimited, window), intercomtest.WithLatency(latency))}
	intercomtest.SeedExample(w.fake.Workspace)
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	w.fake.URL = "http://" + listener.Addr().String()
	w.server = &http.Server{Handler: w.fake.Handler(), ReadHeaderTimeout: window, ConnState: func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			w.opened.Add(1)
		}
	}}
	go func() { _ = w.server.Serve(listener) }() // ends when the world is closed
	return w, nil
}

func (w *world) close() error {
	w.fake.Close()
	return w.server.Close()
}

// limited sets a rate limit from the start of the next window; 0 means no limit.
func (w *world) limited(ctx context.Context, limit int) error {
	if limit == 0 {
		w.fake.SetRateLimit(unlimited, window)
		return nil
	}
	select {
	case <-time.After(time.Until(time.Now().Truncate(window).Add(window))):
	case <-ctx.Done():
		return ctx.Err()
	}
	w.fake.SetRateLimit(limit, window)
	return nil
}

// replay makes the calls like a bare client: sequentially on each of the connections, reading the answers without decoding
// them. A refused call waits for the window's end. The IDs in the calls must exist in the world: the same calls in the same
// order give a fake's tickets the same IDs.
func (w *world) replay(ctx context.Context, calls []intercomtest.Call, connections int) (time.Duration, error) {
	transport := &http.Transport{MaxConnsPerHost: connections, MaxIdleConnsPerHost: connections}
	defer transport.CloseIdleConnections()
	queue := make(chan intercomtest.Call)
	problems := make(chan error, connections)
	var workers sync.WaitGroup
	began := time.Now()
	for range connections {
		workers.Go(func() {
			for c := range queue {
				if err := w.repeat(ctx, transport, c); err != nil {
					problems <- err
					return
				}
			}
		})
	}
	var err error
	for _, c := range calls {
		select {
		case queue <- c:
			continue
		case err = <-problems:
		case <-ctx.Done():
			err = ctx.Err()
		}
		break
	}
	close(queue)
	workers.Wait()
	close(problems)
	for problem := range problems {
		err = errors.Join(err, problem)
	}
	return time.Since(began), err
}

// repeat makes a call until it is accepted.
func (w *world) repeat(ctx context.Context, transport *http.Transport, c intercomtest.Call) error {
	for {
		req, err := http.NewRequestWithContext(ctx, c.Method, w.fake.URL+c.Path, bytes.NewReader(c.Body))
		if err != nil {
			return err
		}
		req.Header = c.Header.Clone()
		req.Header.Set("Authorization", "Bearer "+w.fake.Token)
		resp, err := transport.RoundTrip(req)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		// A read can find nothing if a deletion on another connection was faster.
		if err != nil || resp.StatusCode == http.StatusOK || resp.StatusCode == http.StatusNotFound {
			return err
		}
		if resp.StatusCode != http.StatusTooManyRequests {
			return fmt.Errorf("the bare client's %s %s was answered %s", c.Method, c.Path, resp.Status)
		}
		reset, err := strconv.ParseInt(resp.Header.Get("X-RateLimit-Reset"), 10, 64)
		if err != nil {
			return err
		}
		select {
		case <-time.After(time.Until(time.Unix(reset, 0))):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// answered returns the calls that were accepted.
func answered(calls []intercomtest.Call) (in []intercomtest.Call) {
	for _, c := range calls {
		if c.Status != http.StatusTooManyRequests {
			in = append(in, c)
		}
	}
	return in
}

// kinds counts calls by method and path, with IDs replaced; "429" counts refused calls.
func kinds(calls []intercomtest.Call) map[string]int {
	counts := map[string]int{}
	for _, c := range calls {
		collection, rest, _ := strings.Cut(strings.TrimPrefix(c.Path, "/"), "/")
		kind := c.Method + " /" + collection
		switch {
		case c.Status == http.StatusTooManyRequests:
			kind = "429"
		case rest == "search":
			kind += "/search"
		case rest != "":
			kind += "/{id}"
		}
		counts[kind]++
	}
	return counts
}
