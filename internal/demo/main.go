// Command demo shows the provider's main job end to end: the real terraform binary, the provider installed as a user would
// install it, and a fake Intercom. It is also a test: every step checks what it claims, and the first wrong claim ends it
// with exit status 1.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	record := flag.String("record", "", "`file` to keep the run in, as JSON, and beside it as a picture, with the ending .svg")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	kept, err := run(ctx, os.Stdout, colored(os.Stdout), os.TempDir())
	stop()
	if err == nil && *record != "" {
		err = kept.save(*record)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run tells the story on out and returns it. It leaves nothing in temp, even if ctx ends it early.
func run(ctx context.Context, out io.Writer, color bool, temp string) (kept recording, err error) {
	began := time.Now()
	n := &narrator{out: out, color: color}
	n.say(faint, "", "Building the provider and finding Terraform …")
	st, err := openStage(ctx, temp)
	if err != nil {
		return kept, interrupted(ctx, err)
	}
	defer func() { err = errors.Join(err, st.close()) }()

	n.secret = st.fake.Token
	n.introduce(st)
	kept.Terraform = st.version
	for i, s := range story {
		n.announce(i+1, s)
		shown, err := s.play(ctx, st, n)
		if err != nil {
			return kept, interrupted(ctx, fmt.Errorf("step %d (%s): %w", i+1, s.title, err))
		}
		kept.Scenes = append(kept.Scenes, scene{Title: s.title, Command: s.command, Shown: shown, Calls: s.calls}.steady())
	}
	if err := n.conclude(ctx, st, time.Since(began)); err != nil {
		return kept, interrupted(ctx, err)
	}
	return kept, n.err
}

// interrupted replaces the error that an interruption caused.
func interrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("stopped before its end; what it had made is removed")
	}
	return err
}
