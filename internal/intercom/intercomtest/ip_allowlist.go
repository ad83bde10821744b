package intercomtest

import (
	"net/http"
	"net/netip"
	"slices"
)

// IPAllowlist are the addresses from which a workspace can be used. A workspace has exactly one, from the start.
type IPAllowlist struct {
	id        string
	Enabled   bool
	Addresses []string // addresses and ranges in CIDR notation
}

func (l IPAllowlist) clone() IPAllowlist {
	l.Addresses = slices.Clone(l.Addresses)
	return l
}

// CallerIP is the address from which all calls come, unless CallsFrom changes it.
const CallerIP = "203.0.113.7"

var allowlistKind = &kind[IPAllowlist]{
	name: "ip_allowlist", missing: notFound, clone: IPAllowlist.clone,
	in:    func(w *Workspace) **collection[IPAllowlist] { return &w.allowlist },
	id:    func(l *IPAllowlist) *string { return &l.id },
	fresh: func(*Workspace) string { return "allowlist" },
	show:  (*request).showAllowlist,
	routes: func(k *kind[IPAllowlist]) []route {
		return []route{
			notInPreview("GET", "/ip_allowlist", v2(14), func(rq *request) reply { return ok(k.show(rq, rq.allowlist.get("allowlist"))) }),
			notInPreview("PUT", "/ip_allowlist", v2(14), (*request).saveAllowlist),
		}
	},
}

// SetIPAllowlist changes the allowlist outside of Terraform, as a teammate on a listed address does.
func (w *Workspace) SetIPAllowlist(enabled bool, addresses ...string) {
	defer w.lock()()
	w.allowlist.update("allowlist", func(l *IPAllowlist) { l.Enabled, l.Addresses = enabled, addresses })
}

// IPAllowlist returns the allowlist.
func (w *Workspace) IPAllowlist() IPAllowlist {
	defer w.lock()()
	return w.allowlist.get("allowlist").clone()
}

// CallsFrom sets the address from which all calls come from now on.
func (s *Server) CallsFrom(ip string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.callerIP = ip
}

// CanonicalAddresses stores the allowlist's ranges without host bits, and one address without its /32 or /128. Otherwise, what was
// sent is stored.
func CanonicalAddresses() Behavior {
	return Behavior{name: "CanonicalAddresses", prepare: func(rq *request) { rq.canonicalIPs = true }}
}

// lets reports whether a call from the address is let through. What Intercom answers to the others is not documented.
func (w *Workspace) lets(caller string) bool {
	l := w.allowlist.get("allowlist")
	return !l.Enabled || l.has(caller)
}

func (l *IPAllowlist) has(caller string) bool {
	ip, err := netip.ParseAddr(caller)
	return err == nil && slices.ContainsFunc(l.Addresses, func(text string) bool {
		r, ok := ipRange(text)
		return ok && r.Contains(ip)
	})
}

// ipRange reads an address or a range.
func ipRange(text string) (netip.Prefix, bool) {
	if r, err := netip.ParsePrefix(text); err == nil {
		return r, true
	}
	ip, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(ip, ip.BitLen()), true
}

// saveAllowlist refuses what would lock out the caller, and only the caller.
func (rq *request) saveAllowlist() reply {
	next := rq.allowlist.get("allowlist").clone()
	if enabled, given := rq.body["enabled"].(bool); given {
		next.Enabled = enabled
	}
	if addresses, given := rq.body["ip_allowlist"].([]any); given {
		next.Addresses = nil
		for _, each := range addresses {
			r, valid := ipRange(text(each))
			switch {
			case !valid:
				return fail(http.StatusUnprocessableEntity, "parameter_invalid", text(each)+" is not an IP address or range")
			case rq.canonicalIPs && r.IsSingleIP():
				next.Addresses = append(next.Addresses, r.Addr().String())
			case rq.canonicalIPs:
				next.Addresses = append(next.Addresses, r.Masked().String())
			default:
				next.Addresses = append(next.Addresses, text(each))
			}
		}
	}
	if caller := rq.server.callerIP; next.Enabled && !next.has(caller) {
		return fail(http.StatusUnprocessableEntity, "parameter_invalid", "Your IP ("+caller+") is not on the allowlist. Saving would lock you out of this workspace.")
	}
	return ok(rq.showAllowlist(rq.allowlist.put(next)))
}

func (rq *request) showAllowlist(l *IPAllowlist) object {
	return object{"type": "ip_allowlist", "enabled": l.Enabled, "ip_allowlist": append([]string{}, l.Addresses...)}
}
