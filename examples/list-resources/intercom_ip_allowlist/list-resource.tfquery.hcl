list "intercom_ip_allowlist" "all" {
  provider = intercom
}
