package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/emptypb"
)

// start is the time from a provider's start until Terraform can use it, as medians.
type start struct {
	Provider string `json:"provider"`
	// HandshakeMS is the time until it reports its address, and SchemaMS until it has sent its schema.
	HandshakeMS float64 `json:"handshake_ms"`
	SchemaMS    float64 `json:"schema_ms"`
}

// compareStarts starts each provider this many times in turn, so that other load on the machine affects all of them
// equally. The order is random, because a start depends on which provider has just ended.
func compareStarts(ctx context.Context, b binaries, times int) ([]start, error) {
	providers := []struct {
		name, binary string
		env          []string
	}{
		{"intercom", b.intercom, nil},
		{"framework, same resources, does nothing", b.idle, nil},
		{"framework, no resource", b.idle, []string{"IDLE_BARE=1"}},
	}
	handshakes, schemas := make([][]float64, len(providers)), make([][]float64, len(providers))
	for range times {
		for _, i := range rand.Perm(len(providers)) {
			p := providers[i]
			handshake, schema, err := startOnce(ctx, p.binary, p.env)
			if err != nil {
				return nil, fmt.Errorf("starting %s: %w", p.name, err)
			}
			handshakes[i], schemas[i] = append(handshakes[i], handshake), append(schemas[i], schema)
		}
	}
	var starts []start
	for i, p := range providers {
		if times > 0 {
			starts = append(starts, start{p.name, median(handshakes[i]), median(schemas[i])})
		}
	}
	return starts, nil
}

// startOnce starts a provider like Terraform, and returns the milliseconds until its handshake and until its schema.
func startOnce(ctx context.Context, binary string, env []string) (handshake, schema float64, err error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary)
	// go-plugin uses the cookie to detect a user who starts a provider directly.
	cmd.Env = slices.Concat(os.Environ(), env, []string{
		"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", "PLUGIN_PROTOCOL_VERSIONS=6",
	})
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // killed
	}()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		return 0, 0, errors.New("it said nothing")
	}
	handshake = time.Since(began).Seconds() * 1000
	// CORE|PROTOCOL|NETWORK|ADDRESS|grpc
	parts := strings.Split(strings.TrimSpace(line), "|")
	if len(parts) < 5 || parts[2] != "unix" {
		return 0, 0, fmt.Errorf("it does not listen on a socket: %q", line)
	}
	conn, err := grpc.NewClient("unix://"+parts[3], grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(64<<20)))
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = conn.Close() }()
	// An empty message keeps the answer's fields as unknown fields, unchanged.
	var answer emptypb.Empty
	if err := conn.Invoke(ctx, "/tfplugin6.Provider/GetProviderSchema", &emptypb.Empty{}, &answer); err != nil {
		return 0, 0, err
	}
	return handshake, time.Since(began).Seconds() * 1000, nil
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
