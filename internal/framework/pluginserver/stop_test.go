package pluginserver_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-intercom/terraform-provider-intercom/internal/framework/pluginserver"
)

// stoppable is a server with one action that takes a while to end after it is stopped.
type stoppable struct {
	tfprotov6.ProviderServer
	tfprotov6.ActionServer
	tfprotov6.ListResourceServer
	stop chan struct{}
	err  error
}

func (s *stoppable) InvokeAction(context.Context, *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	return &tfprotov6.InvokeActionServerStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) {
		<-s.stop
		time.Sleep(30 * time.Second) //nolint:forbidigo // a running write, on the bubble's clock
		push(tfprotov6.InvokeActionEvent{})
	}}, s.err
}

func (s *stoppable) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	close(s.stop)
	return &tfprotov6.StopProviderResponse{}, nil
}

func TestStopWaitsForTheLastWord(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		inner := &stoppable{stop: make(chan struct{})}
		server := pluginserver.Stop(inner)
		stream, err := server.(tfprotov6.ActionServer).InvokeAction(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		heard := make(chan struct{})
		go func() {
			for range stream.Events {
				close(heard)
			}
		}()
		if _, err := server.StopProvider(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		select {
		case <-heard:
		default:
			t.Error("the provider was stopped before the action's last event")
		}
	})
}

// TestStopDoesNotWaitForNothing runs without an action, and after an action that could not start.
func TestStopDoesNotWaitForNothing(t *testing.T) {
	t.Parallel()
	inner := &stoppable{stop: make(chan struct{}), err: errors.New("no such action")}
	server := pluginserver.Stop(inner)
	if _, err := server.(tfprotov6.ActionServer).InvokeAction(t.Context(), nil); !errors.Is(err, inner.err) {
		t.Fatal(err)
	}
	if _, err := server.StopProvider(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// TestStopObeysItsContext: Terraform hangs up while an action keeps running.
func TestStopObeysItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := pluginserver.Stop(&stoppable{stop: make(chan struct{})})
		if _, err := server.(tfprotov6.ActionServer).InvokeAction(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := server.StopProvider(ctx, nil); err != nil {
			t.Fatal(err)
		}
		if ctx.Err() == nil {
			t.Error("it did not wait for the action")
		}
	})
}

// TestStopWaitsForEveryAction: it is not enough that one action has ended.
func TestStopWaitsForEveryAction(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := pluginserver.Stop(&stoppable{stop: make(chan struct{})})
		invoke := func() *tfprotov6.InvokeActionServerStream {
			stream, err := server.(tfprotov6.ActionServer).InvokeAction(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			return stream
		}
		ended, lasting := invoke(), invoke()
		go func() {
			for range ended.Events {
			}
		}()
		stopped := make(chan error, 1)
		go func() {
			_, err := server.StopProvider(t.Context(), nil)
			stopped <- err
		}()
		time.Sleep(time.Minute) //nolint:forbidigo // until the first action has ended, on the bubble's clock
		select {
		case err := <-stopped:
			t.Fatalf("the provider was stopped while an action was running: %v", err)
		default:
		}
		for range lasting.Events {
		}
		if err := <-stopped; err != nil {
			t.Error(err)
		}
	})
}
