// Package validators checks the fake with programs that others wrote: Prism validates every exchange of the provider with the
// fake against Intercom's published API descriptions, and Intercom's official Node SDK drives the fake.
//
// The programs are npm packages, pinned in package-lock.json. make validators installs them and runs the tests.
package validators
