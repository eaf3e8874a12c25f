package snapshot
import ("testing";"os")
func TestGen(t *testing.T){ d:=os.Getenv("GEN"); if d=="" {t.Skip()}; os.RemoveAll(d); write(t,d,300,Options{Tokens:true}); os.RemoveAll(d+"0"); write(t,d+"0",0,Options{})}
