package tensor
import ("testing";"time")
func TestZZ(t *testing.T){ p:=make([]byte,384*1536); sc:=make([]float32,1536); best:=time.Hour
for range 30 { b:=time.Now(); NewMatrix(384,1536,p,sc,sc); best=min(best,time.Since(b)) }; t.Log(best)
 r:=randT(); _ = r
 }
func randT() int {return 0}
