package tensor

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestKernelVariable starts this test again under values of the variable.
func TestKernelVariable(t *testing.T) {
	const child = "SAYSO_KERNEL_TEST"
	if os.Getenv(child) != "" {
		name, err := ChosenKernel()
		os.Stdout.WriteString("kernel " + string(name) + "\n")
		if err != nil {
			os.Stdout.WriteString("error " + err.Error() + "\n")
		}
		return
	}
	if err := exec.Command(os.Args[0], "-test.run=^$").Run(); err != nil {
		t.Skip("the test cannot start itself here:", err)
	}
	fastest := Kernels()[0]
	ask := func(value string) string {
		command := exec.Command(os.Args[0], "-test.run=^TestKernelVariable$", "-test.v")
		command.Env = append(os.Environ(), child+"=1", KernelVariable+"="+value)
		out, err := command.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return string(out)
	}
	for _, name := range append(Kernels(), "") {
		want := name
		if name == "" {
			want = fastest
		}
		out := ask(string(name))
		if !strings.Contains(out, "kernel "+string(want)+"\n") || strings.Contains(out, "error") {
			t.Errorf("%s=%s gives\n%s", KernelVariable, name, out)
		}
	}
	for _, name := range []string{"abacus", "AVX2", "plain "} {
		out := ask(name)
		if !strings.Contains(out, "kernel "+string(fastest)+"\n") || !strings.Contains(out, KernelVariable+`: this processor has no kernel "`+name+`"`) {
			t.Errorf("%s=%s gives\n%s", KernelVariable, name, out)
		}
	}
}

func TestUseKernel(t *testing.T) {
	before := current
	defer func() { current = before }()
	for _, name := range Kernels() {
		if err := UseKernel(name); err != nil || current.name != name {
			t.Errorf("%s: %v, in use is %s", name, err, current.name)
		}
	}
	if err := UseKernel("abacus"); err == nil || current.name != Plain {
		t.Errorf("abacus: %v, in use is %s", err, current.name)
	}
	if err := UseKernel(""); err != nil || current.name != Kernels()[0] {
		t.Errorf("the fastest: %v, in use is %s", err, current.name)
	}
}
